SELECT wanted.name AS missing
  FROM (VALUES
    ('purchase."Suppliers"'),
    ('purchase."PurchaseOrders"'),
    ('purchase."PurchaseOrderLines"'),
    ('purchase."IX_Suppliers_CompanyId_Code"'),
    ('purchase."IX_Suppliers_Name"'),
    ('purchase."IX_PurchaseOrders_CompanyId_Number"'),
    ('purchase."IX_PurchaseOrders_SupplierId_OrderedOn"'),
    ('purchase."IX_PurchaseOrders_WarehouseId"'),
    ('purchase."IX_PurchaseOrders_OwnerId"'),
    ('purchase."IX_PurchaseOrderLines_PurchaseOrderId_LineNumber"'),
    ('purchase."IX_PurchaseOrderLines_ProductId"')
  ) AS wanted (name)
 WHERE pg_catalog.to_regclass(wanted.name) IS NULL;

SELECT wanted.relation || '.' || wanted.name AS missing
  FROM (VALUES
    ('purchase."Suppliers"', 'PK_Suppliers'),
    ('purchase."Suppliers"', 'CK_Suppliers_Currency'),
    ('purchase."Suppliers"', 'CK_Suppliers_TaxNumber'),
    ('purchase."Suppliers"', 'CK_Suppliers_PaymentTermDays'),
    ('purchase."Suppliers"', 'FK_Suppliers_Companies_CompanyId'),
    ('purchase."PurchaseOrders"', 'PK_PurchaseOrders'),
    ('purchase."PurchaseOrders"', 'CK_PurchaseOrders_Status'),
    ('purchase."PurchaseOrders"', 'CK_PurchaseOrders_Currency'),
    ('purchase."PurchaseOrders"', 'CK_PurchaseOrders_ExchangeRate'),
    ('purchase."PurchaseOrders"', 'CK_PurchaseOrders_Totals'),
    ('purchase."PurchaseOrders"', 'FK_PurchaseOrders_Companies_CompanyId'),
    ('purchase."PurchaseOrders"', 'FK_PurchaseOrders_Suppliers_SupplierId'),
    ('purchase."PurchaseOrders"', 'FK_PurchaseOrders_Warehouses_WarehouseId'),
    ('purchase."PurchaseOrders"', 'FK_PurchaseOrders_TenantUsers_OwnerId'),
    ('purchase."PurchaseOrderLines"', 'PK_PurchaseOrderLines'),
    ('purchase."PurchaseOrderLines"', 'CK_PurchaseOrderLines_LineNumber'),
    ('purchase."PurchaseOrderLines"', 'CK_PurchaseOrderLines_Quantity'),
    ('purchase."PurchaseOrderLines"', 'CK_PurchaseOrderLines_UnitPrice'),
    ('purchase."PurchaseOrderLines"', 'CK_PurchaseOrderLines_TaxRate'),
    ('purchase."PurchaseOrderLines"', 'FK_PurchaseOrderLines_PurchaseOrders_PurchaseOrderId'),
    ('purchase."PurchaseOrderLines"', 'FK_PurchaseOrderLines_Products_ProductId')
  ) AS wanted (relation, name)
 WHERE NOT EXISTS (
   SELECT FROM pg_catalog.pg_constraint c
    WHERE c.conrelid = pg_catalog.to_regclass(wanted.relation) AND c.conname = wanted.name AND c.convalidated);
