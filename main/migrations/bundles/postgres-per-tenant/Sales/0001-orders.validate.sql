SELECT wanted.name AS missing
  FROM (VALUES
    ('sales."Quotations"'),
    ('sales."QuotationLines"'),
    ('sales."SalesOrders"'),
    ('sales."SalesOrderLines"'),
    ('sales."IX_Quotations_CompanyId_Number"'),
    ('sales."IX_Quotations_CustomerId_IssuedOn"'),
    ('sales."IX_Quotations_OpportunityId"'),
    ('sales."IX_Quotations_OwnerId"'),
    ('sales."IX_QuotationLines_QuotationId_LineNumber"'),
    ('sales."IX_QuotationLines_ProductId"'),
    ('sales."IX_SalesOrders_CompanyId_Number"'),
    ('sales."IX_SalesOrders_CustomerId_OrderedOn"'),
    ('sales."IX_SalesOrders_Status"'),
    ('sales."IX_SalesOrders_QuotationId"'),
    ('sales."IX_SalesOrders_OwnerId"'),
    ('sales."IX_SalesOrderLines_SalesOrderId_LineNumber"'),
    ('sales."IX_SalesOrderLines_ProductId"')
  ) AS wanted (name)
 WHERE pg_catalog.to_regclass(wanted.name) IS NULL;

SELECT wanted.relation || '.' || wanted.name AS missing
  FROM (VALUES
    ('sales."Quotations"', 'PK_Quotations'),
    ('sales."Quotations"', 'CK_Quotations_Status'),
    ('sales."Quotations"', 'CK_Quotations_Currency'),
    ('sales."Quotations"', 'CK_Quotations_Totals'),
    ('sales."Quotations"', 'CK_Quotations_Days'),
    ('sales."Quotations"', 'FK_Quotations_Companies_CompanyId'),
    ('sales."Quotations"', 'FK_Quotations_Customers_CustomerId'),
    ('sales."Quotations"', 'FK_Quotations_Opportunities_OpportunityId'),
    ('sales."Quotations"', 'FK_Quotations_TenantUsers_OwnerId'),
    ('sales."QuotationLines"', 'PK_QuotationLines'),
    ('sales."QuotationLines"', 'CK_QuotationLines_LineNumber'),
    ('sales."QuotationLines"', 'CK_QuotationLines_Quantity'),
    ('sales."QuotationLines"', 'CK_QuotationLines_UnitPrice'),
    ('sales."QuotationLines"', 'CK_QuotationLines_DiscountRate'),
    ('sales."QuotationLines"', 'CK_QuotationLines_TaxRate'),
    ('sales."QuotationLines"', 'FK_QuotationLines_Quotations_QuotationId'),
    ('sales."SalesOrders"', 'PK_SalesOrders'),
    ('sales."SalesOrders"', 'CK_SalesOrders_Status'),
    ('sales."SalesOrders"', 'CK_SalesOrders_Currency'),
    ('sales."SalesOrders"', 'CK_SalesOrders_ExchangeRate'),
    ('sales."SalesOrders"', 'CK_SalesOrders_Totals'),
    ('sales."SalesOrders"', 'FK_SalesOrders_Companies_CompanyId'),
    ('sales."SalesOrders"', 'FK_SalesOrders_Customers_CustomerId'),
    ('sales."SalesOrders"', 'FK_SalesOrders_Quotations_QuotationId'),
    ('sales."SalesOrders"', 'FK_SalesOrders_TenantUsers_OwnerId'),
    ('sales."SalesOrderLines"', 'PK_SalesOrderLines'),
    ('sales."SalesOrderLines"', 'CK_SalesOrderLines_LineNumber'),
    ('sales."SalesOrderLines"', 'CK_SalesOrderLines_Quantity'),
    ('sales."SalesOrderLines"', 'CK_SalesOrderLines_UnitPrice'),
    ('sales."SalesOrderLines"', 'CK_SalesOrderLines_DiscountRate'),
    ('sales."SalesOrderLines"', 'CK_SalesOrderLines_TaxRate'),
    ('sales."SalesOrderLines"', 'FK_SalesOrderLines_SalesOrders_SalesOrderId')
  ) AS wanted (relation, name)
 WHERE NOT EXISTS (
   SELECT FROM pg_catalog.pg_constraint c
    WHERE c.conrelid = pg_catalog.to_regclass(wanted.relation) AND c.conname = wanted.name AND c.convalidated);
