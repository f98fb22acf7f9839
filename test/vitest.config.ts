import { defineConfig } from 'vitest/config';

const onServers = {
  pool: 'forks' as const,
  testTimeout: 60_000,
  hookTimeout: 120_000,
  globalSetup: ['test/servers/shared-postgres.ts'],
};

export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: {
    passWithNoTests: false,
    projects: [
      { test: { name: 'unit', include: ['test/unit/**/*.test.ts'], pool: 'threads', testTimeout: 10_000 } },
      { test: { name: 'conformance', include: ['test/conformance/**/*.test.ts'], ...onServers } },
      { test: { name: 'integration', include: ['test/integration/**/*.test.ts'], ...onServers } },
      { test: { name: 'security', include: ['test/security/**/*.test.ts'], ...onServers } },
    ],
  },
});
