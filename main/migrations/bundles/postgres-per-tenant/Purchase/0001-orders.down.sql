DROP TABLE purchase."PurchaseOrderLines";
DROP TABLE purchase."PurchaseOrders";
DROP TABLE purchase."Suppliers";
DROP SCHEMA purchase;
