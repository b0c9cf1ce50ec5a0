CREATE TABLE cells (id BIGINT PRIMARY KEY, content VARCHAR(60));
CREATE TABLE elements (owner VARCHAR(40), number INT, note VARCHAR(60), PRIMARY KEY (owner, number));
CREATE TABLE tallies (id INT PRIMARY KEY, total BIGINT NOT NULL);
CREATE TABLE accounts (bank VARCHAR(20), number INT, balance DECIMAL(18, 2) NOT NULL, PRIMARY KEY (bank, number));
CREATE TABLE pages (id VARCHAR(40) PRIMARY KEY, words MEDIUMTEXT);
