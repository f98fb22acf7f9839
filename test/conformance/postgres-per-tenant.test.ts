import { describeLayout } from './describe-layout.ts';
import { openPostgresWorld } from './postgres-world.ts';

describeLayout('PostgreSQL, a database per tenant', () => openPostgresWorld());
