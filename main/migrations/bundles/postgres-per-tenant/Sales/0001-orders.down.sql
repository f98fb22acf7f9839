DROP TABLE sales."SalesOrderLines";
DROP TABLE sales."SalesOrders";
DROP TABLE sales."QuotationLines";
DROP TABLE sales."Quotations";
DROP SCHEMA sales;
