CREATE TABLE register (cell_no BIGINT PRIMARY KEY, word VARCHAR(80));
CREATE TABLE members (seq INT, holder VARCHAR(40), remark TEXT, PRIMARY KEY (holder, seq));
CREATE TABLE counters (counter_no INT PRIMARY KEY, amount BIGINT NOT NULL);
CREATE TABLE ledger (account_no INT, branch VARCHAR(20), amount DECIMAL(18, 2) NOT NULL, PRIMARY KEY (branch, account_no));
CREATE TABLE leaves (body MEDIUMTEXT, name VARCHAR(40) PRIMARY KEY);
