/** What the demo's profile says and its rows follow. */
export const demoNames = {
  profileName: 'Demo platform',
  database: 'StockerMaster',
  platformRole: 'tenantry_console',
  databasePattern: 'Stocker_{code}_Db',
  baseDomain: 'stoocker.app',
  /** The source's other spelling of its own domain. */
  otherBaseDomain: 'stocker.app',
  mailFrom: 'kayit@stoocker.example',
} as const;
