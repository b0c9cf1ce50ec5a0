-- What Debezium needs to read the tables once and the log from then on.
GRANT SELECT, RELOAD, SHOW DATABASES, REPLICATION SLAVE, REPLICATION CLIENT ON *.* TO 'evobridge'@'%';
