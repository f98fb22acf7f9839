SELECT wanted.name AS missing
  FROM (VALUES
    ('crm."Accounts"'),
    ('crm."Customers"'),
    ('crm."Contacts"'),
    ('crm."IX_Accounts_CompanyId_Name"'),
    ('crm."IX_Accounts_ParentAccountId"'),
    ('crm."IX_Accounts_OwnerId"'),
    ('crm."IX_Customers_CompanyId_Code"'),
    ('crm."IX_Customers_Name"'),
    ('crm."IX_Customers_TaxNumber"'),
    ('crm."IX_Customers_AccountId"'),
    ('crm."IX_Customers_OwnerId"'),
    ('crm."IX_Contacts_CustomerId"'),
    ('crm."IX_Contacts_Email"'),
    ('crm."IX_Contacts_AccountId"'),
    ('crm."IX_Contacts_CustomerId_Primary"')
  ) AS wanted (name)
 WHERE pg_catalog.to_regclass(wanted.name) IS NULL;

SELECT wanted.relation || '.' || wanted.name AS missing
  FROM (VALUES
    ('crm."Accounts"', 'PK_Accounts'),
    ('crm."Accounts"', 'CK_Accounts_Currency'),
    ('crm."Accounts"', 'CK_Accounts_EmployeeCount'),
    ('crm."Accounts"', 'FK_Accounts_Companies_CompanyId'),
    ('crm."Accounts"', 'FK_Accounts_Accounts_ParentAccountId'),
    ('crm."Accounts"', 'FK_Accounts_TenantUsers_OwnerId'),
    ('crm."Customers"', 'PK_Customers'),
    ('crm."Customers"', 'CK_Customers_Kind'),
    ('crm."Customers"', 'CK_Customers_Currency'),
    ('crm."Customers"', 'CK_Customers_TaxNumber'),
    ('crm."Customers"', 'CK_Customers_CreditLimit'),
    ('crm."Customers"', 'CK_Customers_PaymentTermDays'),
    ('crm."Customers"', 'FK_Customers_Companies_CompanyId'),
    ('crm."Customers"', 'FK_Customers_Accounts_AccountId'),
    ('crm."Customers"', 'FK_Customers_TenantUsers_OwnerId'),
    ('crm."Contacts"', 'PK_Contacts'),
    ('crm."Contacts"', 'CK_Contacts_Belongs'),
    ('crm."Contacts"', 'FK_Contacts_Customers_CustomerId'),
    ('crm."Contacts"', 'FK_Contacts_Accounts_AccountId')
  ) AS wanted (relation, name)
 WHERE NOT EXISTS (
   SELECT FROM pg_catalog.pg_constraint c
    WHERE c.conrelid = pg_catalog.to_regclass(wanted.relation) AND c.conname = wanted.name AND c.convalidated);
