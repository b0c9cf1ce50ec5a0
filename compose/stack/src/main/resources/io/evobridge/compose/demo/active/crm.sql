CREATE SCHEMA crm;
CREATE TABLE crm.client (client_no bigint PRIMARY KEY, full_name text, saldo numeric);
ALTER TABLE crm.client REPLICA IDENTITY FULL;
CREATE TABLE crm.wallet (wallet_no bigint PRIMARY KEY, amount numeric);
ALTER TABLE crm.wallet REPLICA IDENTITY FULL;
CREATE TABLE crm.member (tenant text, member_no bigint, first_name text, last_name text, fee_cents bigint, active char(1),
    changed date, PRIMARY KEY (tenant, member_no));
ALTER TABLE crm.member REPLICA IDENTITY FULL;
