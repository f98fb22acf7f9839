SELECT wanted.name AS missing
  FROM (VALUES
    ('crm."Campaigns"'),
    ('crm."IX_Campaigns_CompanyId_Status"'),
    ('crm."IX_Campaigns_OwnerId"'),
    ('crm."IX_Leads_CampaignId"'),
    ('crm."IX_Opportunities_CampaignId"')
  ) AS wanted (name)
 WHERE pg_catalog.to_regclass(wanted.name) IS NULL;

SELECT wanted.relation || '.' || wanted.name AS missing
  FROM (VALUES
    ('crm."Leads"', 'CampaignId'),
    ('crm."Opportunities"', 'CampaignId')
  ) AS wanted (relation, name)
 WHERE NOT EXISTS (
   SELECT FROM pg_catalog.pg_attribute a
    WHERE a.attrelid = pg_catalog.to_regclass(wanted.relation) AND a.attname = wanted.name AND NOT a.attisdropped);

SELECT wanted.relation || '.' || wanted.name AS missing
  FROM (VALUES
    ('crm."Campaigns"', 'PK_Campaigns'),
    ('crm."Campaigns"', 'CK_Campaigns_Status'),
    ('crm."Campaigns"', 'CK_Campaigns_Currency'),
    ('crm."Campaigns"', 'CK_Campaigns_Days'),
    ('crm."Campaigns"', 'CK_Campaigns_Budget'),
    ('crm."Campaigns"', 'CK_Campaigns_ActualCost'),
    ('crm."Campaigns"', 'FK_Campaigns_Companies_CompanyId'),
    ('crm."Campaigns"', 'FK_Campaigns_TenantUsers_OwnerId'),
    ('crm."Leads"', 'FK_Leads_Campaigns_CampaignId'),
    ('crm."Opportunities"', 'FK_Opportunities_Campaigns_CampaignId')
  ) AS wanted (relation, name)
 WHERE NOT EXISTS (
   SELECT FROM pg_catalog.pg_constraint c
    WHERE c.conrelid = pg_catalog.to_regclass(wanted.relation) AND c.conname = wanted.name AND c.convalidated);
