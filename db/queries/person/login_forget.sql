DELETE FROM login_try WHERE who = :who;
