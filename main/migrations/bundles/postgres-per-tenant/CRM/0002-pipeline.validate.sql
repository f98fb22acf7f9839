SELECT wanted.name AS missing
  FROM (VALUES
    ('crm."Pipelines"'),
    ('crm."Leads"'),
    ('crm."Opportunities"'),
    ('crm."IX_Pipelines_CompanyId_Name"'),
    ('crm."IX_Pipelines_CompanyId_Default"'),
    ('crm."IX_Leads_CompanyId_Status"'),
    ('crm."IX_Leads_Email"'),
    ('crm."IX_Leads_OwnerId"'),
    ('crm."IX_Leads_CustomerId"'),
    ('crm."IX_Opportunities_PipelineId_Stage"'),
    ('crm."IX_Opportunities_CompanyId_Status"'),
    ('crm."IX_Opportunities_ExpectedCloseOn"'),
    ('crm."IX_Opportunities_CustomerId"'),
    ('crm."IX_Opportunities_LeadId"'),
    ('crm."IX_Opportunities_OwnerId"')
  ) AS wanted (name)
 WHERE pg_catalog.to_regclass(wanted.name) IS NULL;

SELECT wanted.relation || '.' || wanted.name AS missing
  FROM (VALUES
    ('crm."Pipelines"', 'PK_Pipelines'),
    ('crm."Pipelines"', 'CK_Pipelines_Stages'),
    ('crm."Pipelines"', 'FK_Pipelines_Companies_CompanyId'),
    ('crm."Leads"', 'PK_Leads'),
    ('crm."Leads"', 'CK_Leads_Status'),
    ('crm."Leads"', 'CK_Leads_Score'),
    ('crm."Leads"', 'CK_Leads_Converted'),
    ('crm."Leads"', 'FK_Leads_Companies_CompanyId'),
    ('crm."Leads"', 'FK_Leads_TenantUsers_OwnerId'),
    ('crm."Leads"', 'FK_Leads_Customers_CustomerId'),
    ('crm."Opportunities"', 'PK_Opportunities'),
    ('crm."Opportunities"', 'CK_Opportunities_Status'),
    ('crm."Opportunities"', 'CK_Opportunities_Currency'),
    ('crm."Opportunities"', 'CK_Opportunities_Amount'),
    ('crm."Opportunities"', 'CK_Opportunities_Probability'),
    ('crm."Opportunities"', 'CK_Opportunities_Closed'),
    ('crm."Opportunities"', 'FK_Opportunities_Companies_CompanyId'),
    ('crm."Opportunities"', 'FK_Opportunities_Pipelines_PipelineId'),
    ('crm."Opportunities"', 'FK_Opportunities_Customers_CustomerId'),
    ('crm."Opportunities"', 'FK_Opportunities_Leads_LeadId'),
    ('crm."Opportunities"', 'FK_Opportunities_TenantUsers_OwnerId')
  ) AS wanted (relation, name)
 WHERE NOT EXISTS (
   SELECT FROM pg_catalog.pg_constraint c
    WHERE c.conrelid = pg_catalog.to_regclass(wanted.relation) AND c.conname = wanted.name AND c.convalidated);
