SELECT wanted.name AS missing
  FROM (VALUES
    ('sales."Invoices"'),
    ('sales."InvoiceLines"'),
    ('sales."Payments"'),
    ('sales."IX_Invoices_CompanyId_Number"'),
    ('sales."IX_Invoices_CustomerId_IssuedOn"'),
    ('sales."IX_Invoices_DueOn"'),
    ('sales."IX_Invoices_SalesOrderId"'),
    ('sales."IX_Invoices_CorrectsInvoiceId"'),
    ('sales."IX_InvoiceLines_InvoiceId_LineNumber"'),
    ('sales."IX_Payments_CustomerId_PaidOn"'),
    ('sales."IX_Payments_CompanyId"'),
    ('sales."IX_Payments_InvoiceId"')
  ) AS wanted (name)
 WHERE pg_catalog.to_regclass(wanted.name) IS NULL;

SELECT wanted.relation || '.' || wanted.name AS missing
  FROM (VALUES
    ('sales."Invoices"', 'PK_Invoices'),
    ('sales."Invoices"', 'CK_Invoices_Kind'),
    ('sales."Invoices"', 'CK_Invoices_Status'),
    ('sales."Invoices"', 'CK_Invoices_Currency'),
    ('sales."Invoices"', 'CK_Invoices_ExchangeRate'),
    ('sales."Invoices"', 'CK_Invoices_Totals'),
    ('sales."Invoices"', 'CK_Invoices_PaidTotal'),
    ('sales."Invoices"', 'CK_Invoices_Days'),
    ('sales."Invoices"', 'CK_Invoices_CreditNote'),
    ('sales."Invoices"', 'FK_Invoices_Companies_CompanyId'),
    ('sales."Invoices"', 'FK_Invoices_Customers_CustomerId'),
    ('sales."Invoices"', 'FK_Invoices_SalesOrders_SalesOrderId'),
    ('sales."Invoices"', 'FK_Invoices_Invoices_CorrectsInvoiceId'),
    ('sales."InvoiceLines"', 'PK_InvoiceLines'),
    ('sales."InvoiceLines"', 'CK_InvoiceLines_LineNumber'),
    ('sales."InvoiceLines"', 'CK_InvoiceLines_Quantity'),
    ('sales."InvoiceLines"', 'CK_InvoiceLines_UnitPrice'),
    ('sales."InvoiceLines"', 'CK_InvoiceLines_DiscountRate'),
    ('sales."InvoiceLines"', 'CK_InvoiceLines_TaxRate'),
    ('sales."InvoiceLines"', 'CK_InvoiceLines_WithholdingRate'),
    ('sales."InvoiceLines"', 'FK_InvoiceLines_Invoices_InvoiceId'),
    ('sales."Payments"', 'PK_Payments'),
    ('sales."Payments"', 'CK_Payments_Method'),
    ('sales."Payments"', 'CK_Payments_Currency'),
    ('sales."Payments"', 'CK_Payments_Amount'),
    ('sales."Payments"', 'FK_Payments_Companies_CompanyId'),
    ('sales."Payments"', 'FK_Payments_Customers_CustomerId'),
    ('sales."Payments"', 'FK_Payments_Invoices_InvoiceId')
  ) AS wanted (relation, name)
 WHERE NOT EXISTS (
   SELECT FROM pg_catalog.pg_constraint c
    WHERE c.conrelid = pg_catalog.to_regclass(wanted.relation) AND c.conname = wanted.name AND c.convalidated);
