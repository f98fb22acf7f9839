DROP TABLE inventory."Warehouses";
DROP TABLE inventory."Products";
DROP TABLE inventory."Categories";
DROP SCHEMA inventory;
