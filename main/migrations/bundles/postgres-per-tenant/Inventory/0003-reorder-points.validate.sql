SELECT wanted.name AS missing
  FROM (VALUES
    ('inventory."IX_StockMovements_ProductId_LotNumber"')
  ) AS wanted (name)
 WHERE pg_catalog.to_regclass(wanted.name) IS NULL;

SELECT wanted.relation || '.' || wanted.name AS missing
  FROM (VALUES
    ('inventory."Products"', 'MinimumStock'),
    ('inventory."Products"', 'ReorderQuantity'),
    ('inventory."StockMovements"', 'LotNumber')
  ) AS wanted (relation, name)
 WHERE NOT EXISTS (
   SELECT FROM pg_catalog.pg_attribute a
    WHERE a.attrelid = pg_catalog.to_regclass(wanted.relation) AND a.attname = wanted.name AND NOT a.attisdropped);

SELECT wanted.relation || '.' || wanted.name AS missing
  FROM (VALUES
    ('inventory."Products"', 'CK_Products_MinimumStock'),
    ('inventory."Products"', 'CK_Products_ReorderQuantity')
  ) AS wanted (relation, name)
 WHERE NOT EXISTS (
   SELECT FROM pg_catalog.pg_constraint c
    WHERE c.conrelid = pg_catalog.to_regclass(wanted.relation) AND c.conname = wanted.name AND c.convalidated);
