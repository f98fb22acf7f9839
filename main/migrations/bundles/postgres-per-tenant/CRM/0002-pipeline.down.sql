DROP TABLE crm."Opportunities";
DROP TABLE crm."Leads";
DROP TABLE crm."Pipelines";
