import { newDatabase } from '../fakes/memory/storage.ts';
import { aNewUser, type MemoryDatabase, type MemoryWorld } from '../fakes/memory/world.ts';
import { createMemoryPlatform } from '../fakes/memory-layout.ts';
import { describeLayout } from './describe-layout.ts';
import type { Administrator } from './world.ts';

function administratorOf(world: MemoryWorld): Administrator {
  const at = (name: string): MemoryDatabase => {
    const found = world.databases.get(name);
    if (found === undefined) throw new Error(`no database ${name}`);
    return found;
  };
  return {
    async createDatabase(name, tables) {
      world.databases.set(name, { ...newDatabase(name), foreignTables: tables });
    },
    async addTables(name, tables) {
      at(name).foreignTables += tables;
    },
    tablesIn: async (name) => world.databases.get(name)?.foreignTables,
    async invalidate(name) {
      at(name).invalid = true;
    },
    async prepareTransaction(name, gid) {
      at(name).prepared.push(gid);
    },
    async rollbackPrepared(name, gid) {
      at(name).prepared = at(name).prepared.filter((prepared) => prepared !== gid);
    },
    async mayLogIn(role, password, database) {
      const found = world.roles.get(role);
      const here = world.databases.get(database);
      const letIn = here?.allowsConnections === true && (here.publicMayConnect || here.mayConnect.has(role));
      return letIn && found?.canLogin === true && found.verifier === `verifier of ${password}`;
    },
    async expireLease(id) {
      const operation = world.operations.get(id);
      if (operation !== undefined) operation.leaseUntil = world.clock.now - 1;
    },
    async defineModule({ code, name, description, isCore }) {
      world.modules.push({ code, name, description, isCore });
    },
    async addDepartments(name, rows) {
      at(name).rows = { ...at(name).rows, 'hr.Departments': rows };
    },
    async refer(name, schema, refers) {
      if (refers) at(name).referredSchemas?.add(schema);
      else at(name).referredSchemas?.delete(schema);
    },
    async spoilFlag(key, content) {
      Object.assign(world.flags.get(key) ?? {}, content);
    },
    async addUser(user) {
      world.users.push({ ...aNewUser(), ...user, passwordHash: '!' });
    },
    linkOf: async (user) => world.users.find(({ id }) => id === user)?.link?.tokenHash ?? null,
    async refuseConnections(name) {
      at(name).allowsConnections = false;
    },
  };
}

describeLayout('in memory', async () => {
  const platform = createMemoryPlatform();
  const open = async () => {
    const layout = platform.open();
    await layout.setWritable(true);
    return layout;
  };
  return {
    layout: await open(),
    another: open,
    administrator: administratorOf(platform.world),
    passwordVerifier: (password) => `verifier of ${password}`,
    close: async () => undefined,
  };
});
