# RentEase. `make help` lists what there is to do. The files are found, not listed; `make` alone needs no network.
.DEFAULT_GOAL := all
SHELL         := /bin/bash
, := ,

# SAN=1 builds with AddressSanitizer and UBSan, into a folder of its own, so that both builds can stand side by side.
SAN ?=
B   := $(if $(SAN),build/san,build)

# ---- what to install -------------------------------------------------------------------------------------------------
DEB_BUILD := build-essential pkg-config gettext libfcgi-dev libcurl4-openssl-dev libssl-dev libsqlite3-dev libcjson-dev \
             libsodium-dev libutf8proc-dev libmicrohttpd-dev libqrencode-dev libcairo2-dev libfontconfig-dev libgmime-3.0-dev libcsv-dev \
             libzip-dev libexpat1-dev
DEB_RUN   := lighttpd lighttpd-mod-openssl lighttpd-mod-deflate ca-certificates tzdata fonts-dejavu-core
DEB_TEST  := libcmocka-dev libfcgi-bin sqlite3 chromium curl git poppler-utils
DEB_BENCH := wrk
DEB_LINT  := clang-format clang-tidy cppcheck clang

# ---- how to build ----------------------------------------------------------------------------------------------------
PKGS    := libcurl openssl sqlite3 libcjson libsodium libutf8proc libmicrohttpd libqrencode cairo-pdf fontconfig libzip expat
GMIME   := gmime-3.0
WARN    := -Wall -Wextra -Wconversion -Wshadow -Wformat=2 -Wstrict-prototypes -Wmissing-prototypes -Wvla -Werror
HARD    := -fstack-protector-strong -fstack-clash-protection -fcf-protection -ftrivial-auto-var-init=zero -fPIE
SANS    := -fsanitize=address$(,)undefined -fno-sanitize-recover=undefined
OPT     := $(if $(SAN),-O1 -g $(SANS) -fno-omit-frame-pointer,-O2 -g -D_FORTIFY_SOURCE=3)
CFLAGS   = -std=c17 -D_GNU_SOURCE -Isrc -I$(B)/gen $(OPT) $(WARN) $(HARD) $(shell pkg-config --cflags $(PKGS) 2>/dev/null)
LDFLAGS := -pie -Wl,--as-needed,-z,relro,-z,now,-z,noexecstack $(if $(SAN),$(SANS))
LIBS     = $(shell pkg-config --libs $(PKGS) $(GMIME) 2>/dev/null) -lfcgi -lcsv -lpthread -lm
CC      := gcc
JOBS    := $(shell nproc)

# ---- what there is ---------------------------------------------------------------------------------------------------
SRC   := $(sort $(shell find src -name '*.c'))
SIM   := $(filter src/sim/%,$(SRC))
LIB   := $(filter-out src/sim/% src/gateway/% src/cli/%,$(SRC)) $(B)/gen/queries.c $(B)/gen/migrations.c
TESTS := $(sort $(shell find tests -name '*_test.c'))
QUERIES    := $(sort $(shell find db/queries -name '*.sql'))
MIGRATIONS := $(sort $(wildcard db/migrations/*.sql db/inbox/*.sql))
TEMPLATES  := $(sort $(shell find templates -name '*.html'))
STATIC     := $(sort $(wildcard static/*))
MO         := $(patsubst po/%.po,build/locale/%/LC_MESSAGES/rentease.mo,$(wildcard po/*.po))

obj      = $(patsubst %.c,$(B)/o/%.o,$(patsubst $(B)/%,%,$(1)))
PROGRAMS := $(addprefix $(B)/,web.fcgi hooks.fcgi gateway rentease daraja-sim)
TEST_BIN := $(patsubst tests/%.c,$(B)/tests/%,$(TESTS))

.PHONY: all run test check check-unit check-stack check-browser serve bench lint format clean help deps-run deps-test deps-bench deps-fuzz fuzz
all: $(PROGRAMS) $(MO) build/static/manifest.txt $(B)/templates.checked ## build everything into build/ (SAN=1: with sanitizers)

$(B)/lib.a: $(call obj,$(LIB))
	@rm -f $@ && ar rcs $@ $^
$(B)/web.fcgi: $(call obj,cgi-bin/web.c) $(B)/lib.a
$(B)/hooks.fcgi: $(call obj,cgi-bin/hooks.c) $(B)/lib.a
$(B)/gateway: $(call obj,$(filter src/gateway/%,$(SRC))) $(B)/lib.a
$(B)/rentease: $(call obj,$(filter src/cli/%,$(SRC))) $(B)/lib.a
$(B)/daraja-sim: $(call obj,$(SIM)) $(B)/lib.a
$(PROGRAMS):
	@echo "  link  $@" && $(CC) $(LDFLAGS) -o $@ $^ $(LIBS)

$(B)/o/gen/%.o: $(B)/gen/%.c
	@mkdir -p $(@D) && $(CC) $(CFLAGS) -MMD -MP -c $< -o $@
$(B)/o/%.o: %.c | $(B)/gen/queries.h $(B)/gen/migrations.h
	@mkdir -p $(@D) && echo "  cc    $<" && $(CC) $(CFLAGS) -include base/banned.h -MMD -MP -c $< -o $@
# One file knows GMime, and glib with it.
$(B)/o/src/web/upload.o: CFLAGS += $(subst -I,-isystem ,$(shell pkg-config --cflags $(GMIME) 2>/dev/null))
-include $(shell find $(B)/o -name '*.d' 2>/dev/null)

# A query that was removed or renamed makes them anew, too.
$(B)/gen/sql.list: always
	@mkdir -p $(@D) && echo $(QUERIES) $(MIGRATIONS) | cmp -s - $@ || echo $(QUERIES) $(MIGRATIONS) >$@
.PHONY: always
$(B)/gen/queries.h: $(QUERIES) db/embed.sh $(B)/gen/sql.list
	@mkdir -p $(@D) && sh db/embed.sh queries $(B)/gen/queries $(QUERIES)
$(B)/gen/migrations.h: $(MIGRATIONS) db/embed.sh $(B)/gen/sql.list
	@mkdir -p $(@D) && sh db/embed.sh migrations $(B)/gen/migrations $(MIGRATIONS)
$(B)/gen/queries.c: $(B)/gen/queries.h ;
$(B)/gen/migrations.c: $(B)/gen/migrations.h ;

build/locale/%/LC_MESSAGES/rentease.mo: po/%.po
	@mkdir -p $(@D) && msgfmt --check-format -o $@ $<

# Static files are served for a year, so a name changes with its content: app.css becomes app.3f2a9c01.css.
build/static/manifest.txt: $(STATIC)
	@rm -rf build/static && mkdir -p build/static/root
	@for f in $(STATIC); do n=$$(basename $$f); h=$$(sha256sum $$f | cut -c1-8); \
	  cp $$f build/static/$$n; cp $$f build/static/$${n%.*}.$$h.$${n##*.}; echo "$$n $${n%.*}.$$h.$${n##*.}" >>build/static/.manifest; done
	@mv build/static/.manifest $@

# A template with a hole that its page never fills does not build.
$(B)/template_check: tests/web/template_check.c $(B)/lib.a
	@$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)
$(B)/templates.checked: $(B)/template_check $(TEMPLATES) $(SRC)
	@$(B)/template_check templates src && touch $@

# ---- running ---------------------------------------------------------------------------------------------------------
run: deps-run ## install what is missing, build, and serve the demo (PORT, SIM_PORT, DATA)
	@$(MAKE) --no-print-directory -j$(JOBS) all
	@exec build/rentease demo

serve: all ## run the production set from CONF=file
	@exec build/rentease $(if $(CONF),--config $(CONF)) serve

# ---- testing ---------------------------------------------------------------------------------------------------------
test: deps-test ## install what the tests need, build with sanitizers, run every test
	@$(MAKE) --no-print-directory -j$(JOBS) SAN=1 all test-programs
	@sh tests/run.sh all

check: ## the fast tests alone: units, languages, templates, queries
	@$(MAKE) --no-print-directory -j$(JOBS) SAN=1 all test-programs
	@sh tests/run.sh fast

.PHONY: test-programs
test-programs: $(TEST_BIN)
$(B)/tests/%: tests/%.c $(B)/lib.a $(B)/libsim.a
	@mkdir -p $(@D) && echo "  test  $<" && $(CC) $(CFLAGS) -Itests -MMD -MP $(LDFLAGS) -o $@ $< $(B)/libsim.a $(B)/lib.a $(LIBS) -lcmocka
-include $(shell find $(B)/tests -name '*.d' 2>/dev/null)
$(B)/libsim.a: $(call obj,$(filter-out src/sim/main.c,$(SIM)))
	@rm -f $@ && ar rcs $@ $^

bench: deps-bench ## sizes and speeds, measured on this machine
	@$(MAKE) --no-print-directory -j$(JOBS) all
	@sh tests/bench/run.sh

fuzz: deps-fuzz $(B)/gen/queries.h $(B)/gen/migrations.h ## every parser under libFuzzer, FUZZ_SECONDS (20) each
	@sh tests/fuzz/run.sh

lint: ## clang-tidy, cppcheck and formatting
	@sh tests/lint.sh

format: ## put the formatting right
	@clang-format -i $$(git ls-files '*.c' '*.h')

clean: ## remove everything built
	rm -rf build

# ---- machines --------------------------------------------------------------------------------------------------------
deps-run: ; @sh tests/deps.sh $(DEB_BUILD) $(DEB_RUN)
deps-test: ; @sh tests/deps.sh $(DEB_BUILD) $(DEB_RUN) $(DEB_TEST) && sh tests/deps-node.sh
deps-bench: ; @sh tests/deps.sh $(DEB_BUILD) $(DEB_RUN) $(DEB_BENCH) curl && { command -v node >/dev/null || sh tests/deps.sh nodejs; }

deps-fuzz: ; @sh tests/deps.sh $(DEB_BUILD) clang libclang-rt-14-dev

help: ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10
