ALTER TABLE crm."Opportunities" DROP COLUMN "CampaignId";
ALTER TABLE crm."Leads" DROP COLUMN "CampaignId";
DROP TABLE crm."Campaigns";
