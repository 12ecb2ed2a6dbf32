/*
 * text.h - marks a text in C for translation (po/extract.sh finds it); it is translated where it is shown.
 */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#define N_(text) (text)

#endif
