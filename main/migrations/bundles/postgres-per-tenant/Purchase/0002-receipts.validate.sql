SELECT wanted.name AS missing
  FROM (VALUES
    ('purchase."Receipts"'),
    ('purchase."ReceiptLines"'),
    ('purchase."IX_Receipts_CompanyId_Number"'),
    ('purchase."IX_Receipts_PurchaseOrderId"'),
    ('purchase."IX_Receipts_WarehouseId"'),
    ('purchase."IX_Receipts_ReceivedById"'),
    ('purchase."IX_ReceiptLines_ReceiptId_PurchaseOrderLineId"'),
    ('purchase."IX_ReceiptLines_PurchaseOrderLineId"')
  ) AS wanted (name)
 WHERE pg_catalog.to_regclass(wanted.name) IS NULL;

SELECT wanted.relation || '.' || wanted.name AS missing
  FROM (VALUES
    ('purchase."PurchaseOrderLines"', 'ReceivedQuantity')
  ) AS wanted (relation, name)
 WHERE NOT EXISTS (
   SELECT FROM pg_catalog.pg_attribute a
    WHERE a.attrelid = pg_catalog.to_regclass(wanted.relation) AND a.attname = wanted.name AND NOT a.attisdropped);

SELECT wanted.relation || '.' || wanted.name AS missing
  FROM (VALUES
    ('purchase."Receipts"', 'PK_Receipts'),
    ('purchase."Receipts"', 'FK_Receipts_Companies_CompanyId'),
    ('purchase."Receipts"', 'FK_Receipts_PurchaseOrders_PurchaseOrderId'),
    ('purchase."Receipts"', 'FK_Receipts_Warehouses_WarehouseId'),
    ('purchase."Receipts"', 'FK_Receipts_TenantUsers_ReceivedById'),
    ('purchase."ReceiptLines"', 'PK_ReceiptLines'),
    ('purchase."ReceiptLines"', 'CK_ReceiptLines_Quantity'),
    ('purchase."ReceiptLines"', 'CK_ReceiptLines_Rejected'),
    ('purchase."ReceiptLines"', 'FK_ReceiptLines_Receipts_ReceiptId'),
    ('purchase."ReceiptLines"', 'FK_ReceiptLines_PurchaseOrderLines_PurchaseOrderLineId'),
    ('purchase."PurchaseOrderLines"', 'CK_PurchaseOrderLines_ReceivedQuantity')
  ) AS wanted (relation, name)
 WHERE NOT EXISTS (
   SELECT FROM pg_catalog.pg_constraint c
    WHERE c.conrelid = pg_catalog.to_regclass(wanted.relation) AND c.conname = wanted.name AND c.convalidated);
