SELECT wanted.name AS missing
  FROM (VALUES
    ('inventory."Categories"'),
    ('inventory."Products"'),
    ('inventory."Warehouses"'),
    ('inventory."IX_Categories_CompanyId_Code"'),
    ('inventory."IX_Categories_ParentCategoryId"'),
    ('inventory."IX_Products_CompanyId_Sku"'),
    ('inventory."IX_Products_Name"'),
    ('inventory."IX_Products_CategoryId"'),
    ('inventory."IX_Products_CompanyId_Barcode"'),
    ('inventory."IX_Warehouses_CompanyId_Code"'),
    ('inventory."IX_Warehouses_BranchId"'),
    ('inventory."IX_Warehouses_CompanyId_Default"')
  ) AS wanted (name)
 WHERE pg_catalog.to_regclass(wanted.name) IS NULL;

SELECT wanted.relation || '.' || wanted.name AS missing
  FROM (VALUES
    ('inventory."Categories"', 'PK_Categories'),
    ('inventory."Categories"', 'CK_Categories_Parent'),
    ('inventory."Categories"', 'FK_Categories_Companies_CompanyId'),
    ('inventory."Categories"', 'FK_Categories_Categories_ParentCategoryId'),
    ('inventory."Products"', 'PK_Products'),
    ('inventory."Products"', 'CK_Products_Currency'),
    ('inventory."Products"', 'CK_Products_Prices'),
    ('inventory."Products"', 'CK_Products_TaxRate'),
    ('inventory."Products"', 'FK_Products_Companies_CompanyId'),
    ('inventory."Products"', 'FK_Products_Categories_CategoryId'),
    ('inventory."Warehouses"', 'PK_Warehouses'),
    ('inventory."Warehouses"', 'FK_Warehouses_Companies_CompanyId'),
    ('inventory."Warehouses"', 'FK_Warehouses_Branches_BranchId')
  ) AS wanted (relation, name)
 WHERE NOT EXISTS (
   SELECT FROM pg_catalog.pg_constraint c
    WHERE c.conrelid = pg_catalog.to_regclass(wanted.relation) AND c.conname = wanted.name AND c.convalidated);
