DROP TABLE crm."Contacts";
DROP TABLE crm."Customers";
DROP TABLE crm."Accounts";
DROP SCHEMA crm;
