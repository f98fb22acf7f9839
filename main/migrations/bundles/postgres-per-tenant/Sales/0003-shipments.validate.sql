SELECT wanted.name AS missing
  FROM (VALUES
    ('sales."Shipments"'),
    ('sales."ShipmentLines"'),
    ('sales."IX_Shipments_CompanyId_Number"'),
    ('sales."IX_Shipments_TrackingNumber"'),
    ('sales."IX_Shipments_SalesOrderId"'),
    ('sales."IX_ShipmentLines_ShipmentId_SalesOrderLineId"'),
    ('sales."IX_ShipmentLines_SalesOrderLineId"')
  ) AS wanted (name)
 WHERE pg_catalog.to_regclass(wanted.name) IS NULL;

SELECT wanted.relation || '.' || wanted.name AS missing
  FROM (VALUES
    ('sales."SalesOrderLines"', 'ShippedQuantity')
  ) AS wanted (relation, name)
 WHERE NOT EXISTS (
   SELECT FROM pg_catalog.pg_attribute a
    WHERE a.attrelid = pg_catalog.to_regclass(wanted.relation) AND a.attname = wanted.name AND NOT a.attisdropped);

SELECT wanted.relation || '.' || wanted.name AS missing
  FROM (VALUES
    ('sales."Shipments"', 'PK_Shipments'),
    ('sales."Shipments"', 'CK_Shipments_Status'),
    ('sales."Shipments"', 'CK_Shipments_Times'),
    ('sales."Shipments"', 'FK_Shipments_Companies_CompanyId'),
    ('sales."Shipments"', 'FK_Shipments_SalesOrders_SalesOrderId'),
    ('sales."ShipmentLines"', 'PK_ShipmentLines'),
    ('sales."ShipmentLines"', 'CK_ShipmentLines_Quantity'),
    ('sales."ShipmentLines"', 'FK_ShipmentLines_Shipments_ShipmentId'),
    ('sales."ShipmentLines"', 'FK_ShipmentLines_SalesOrderLines_SalesOrderLineId'),
    ('sales."SalesOrderLines"', 'CK_SalesOrderLines_ShippedQuantity')
  ) AS wanted (relation, name)
 WHERE NOT EXISTS (
   SELECT FROM pg_catalog.pg_constraint c
    WHERE c.conrelid = pg_catalog.to_regclass(wanted.relation) AND c.conname = wanted.name AND c.convalidated);
