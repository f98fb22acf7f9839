DROP TABLE sales."Payments";
DROP TABLE sales."InvoiceLines";
DROP TABLE sales."Invoices";
