SELECT wanted.name AS missing
  FROM (VALUES
    ('inventory."Transfers"'),
    ('inventory."TransferLines"'),
    ('inventory."StockMovements"'),
    ('inventory."IX_Transfers_CompanyId_Number"'),
    ('inventory."IX_Transfers_FromWarehouseId"'),
    ('inventory."IX_Transfers_ToWarehouseId"'),
    ('inventory."IX_Transfers_CreatedById"'),
    ('inventory."IX_TransferLines_TransferId_ProductId"'),
    ('inventory."IX_TransferLines_ProductId"'),
    ('inventory."IX_StockMovements_ProductId_WarehouseId_OccurredAt"'),
    ('inventory."IX_StockMovements_WarehouseId_OccurredAt"'),
    ('inventory."IX_StockMovements_SourceType_SourceId"'),
    ('inventory."IX_StockMovements_TransferId"'),
    ('inventory."IX_StockMovements_CreatedById"')
  ) AS wanted (name)
 WHERE pg_catalog.to_regclass(wanted.name) IS NULL;

SELECT wanted.relation || '.' || wanted.name AS missing
  FROM (VALUES
    ('inventory."Transfers"', 'PK_Transfers'),
    ('inventory."Transfers"', 'CK_Transfers_Status'),
    ('inventory."Transfers"', 'CK_Transfers_Warehouses'),
    ('inventory."Transfers"', 'CK_Transfers_Times'),
    ('inventory."Transfers"', 'FK_Transfers_Companies_CompanyId'),
    ('inventory."Transfers"', 'FK_Transfers_Warehouses_FromWarehouseId'),
    ('inventory."Transfers"', 'FK_Transfers_Warehouses_ToWarehouseId'),
    ('inventory."Transfers"', 'FK_Transfers_TenantUsers_CreatedById'),
    ('inventory."TransferLines"', 'PK_TransferLines'),
    ('inventory."TransferLines"', 'CK_TransferLines_Quantity'),
    ('inventory."TransferLines"', 'FK_TransferLines_Transfers_TransferId'),
    ('inventory."TransferLines"', 'FK_TransferLines_Products_ProductId'),
    ('inventory."StockMovements"', 'PK_StockMovements'),
    ('inventory."StockMovements"', 'CK_StockMovements_Kind'),
    ('inventory."StockMovements"', 'CK_StockMovements_Quantity'),
    ('inventory."StockMovements"', 'CK_StockMovements_Currency'),
    ('inventory."StockMovements"', 'CK_StockMovements_Source'),
    ('inventory."StockMovements"', 'FK_StockMovements_Products_ProductId'),
    ('inventory."StockMovements"', 'FK_StockMovements_Warehouses_WarehouseId'),
    ('inventory."StockMovements"', 'FK_StockMovements_Transfers_TransferId'),
    ('inventory."StockMovements"', 'FK_StockMovements_TenantUsers_CreatedById')
  ) AS wanted (relation, name)
 WHERE NOT EXISTS (
   SELECT FROM pg_catalog.pg_constraint c
    WHERE c.conrelid = pg_catalog.to_regclass(wanted.relation) AND c.conname = wanted.name AND c.convalidated);
