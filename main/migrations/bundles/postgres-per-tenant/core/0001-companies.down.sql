DROP TABLE tenant."Departments";
DROP TABLE tenant."Branches";
DROP TABLE tenant."Companies";
DROP SCHEMA tenant;
