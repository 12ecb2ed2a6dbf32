DELETE FROM login_try WHERE at < :now - 86400;
