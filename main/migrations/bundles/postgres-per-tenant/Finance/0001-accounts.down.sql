DROP TABLE finance."Accounts";
DROP TABLE finance."AccountingPeriods";
DROP SCHEMA finance;
