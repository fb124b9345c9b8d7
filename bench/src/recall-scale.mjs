import { MilvusVectorStore } from '../../backend/dist/vectors/index.js';
import { RealMilvus } from '../../backend/test/support/milvus/real-milvus.ts';
import { startPgvectorServer } from '../../backend/test/support/pgvector-server.ts';
import { embeddedDatabase, postgresDatabase } from '../../backend/test/support/test-database.ts';
import { measureGrowth } from './recall-scale/growth.mjs';
import { measureManyUsers } from './recall-scale/many-users.mjs';
import { MemoryRoom } from './recall-scale/memory-room.mjs';
import { printTable, say } from './report.ts';

/**
 * How the time of a recall grows with the memories of one user, and with the number of users. What is
 * measured is chosen by variables: PARTS, STORES, SIZES of one user's memories, USERS with 100 memories
 * each. Real servers: `node tools/pgvector-server.mjs --install`, `node tools/milvus-server.mjs
 * standalone --install`.
 */
const listOf = (name, all) => (process.env[name] ?? all).split(',');
const PARTS = listOf('PARTS', 'growth');
const STORES = listOf('STORES', 'embedded,postgres,milvus');
const SIZES = listOf('SIZES', '1000,10000,100000').map(Number);
const USERS = listOf('USERS', '100,10000').map(Number);

const rows = { growth: [], users: [] };
for (const store of STORES) {
  const servers = store === 'embedded' ? [] : await started(store);
  const [postgres, milvus] = servers;
  try {
    if (PARTS.includes('growth'))
      await inRoom(store, postgres, milvus, async (room) => {
        rows.growth.push(...(await measureGrowth(store, room, SIZES)));
      });
    if (PARTS.includes('users'))
      await inRoom(store, postgres, milvus, async (room) => {
        rows.users.push(...(await measureManyUsers(store, room, USERS)));
      });
  } finally {
    for (const server of servers) await server.stop();
  }
}
if (PARTS.includes('growth'))
  printTable('Recall by words and by meaning, one user, tokens and clean-up included', rows.growth);
if (PARTS.includes('users'))
  printTable('The same, of ever more users with 100 memories each', rows.users);

async function started(store) {
  say(`starting servers: ${store}`);
  const postgres = await startPgvectorServer();
  return store === 'milvus'
    ? [postgres, await RealMilvus.start({ kind: 'standalone' })]
    : [postgres];
}

async function inRoom(store, postgres, milvus, measure) {
  const database = postgres ? postgresDatabase(postgres.adminUrl) : embeddedDatabase();
  const vectors =
    milvus && new MilvusVectorStore({ address: milvus.address, token: undefined }, 60_000);
  const room = await MemoryRoom.open(await database.settings(), vectors);
  try {
    await measure(room);
  } finally {
    await room.close();
    await database.dispose();
  }
}
