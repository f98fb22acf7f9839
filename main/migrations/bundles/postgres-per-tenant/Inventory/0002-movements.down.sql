DROP TABLE inventory."StockMovements";
DROP TABLE inventory."TransferLines";
DROP TABLE inventory."Transfers";
