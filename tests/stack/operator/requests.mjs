// Requests in an initiator's name, over all landlords, each with its whole story.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { until } from '../stack.mjs';
import { ABSENT } from '../world.mjs';
import { jane, operator, w, words } from './here.mjs';

describe('requests', () => {
  let id;
  before(async () => {
    id = await w.askBalance(jane);
    await until(async () => ['success', 'failed'].includes((await w.s.sql(`SELECT state FROM mpesa_request WHERE id = '${id}'`))[0].state), 'the result');
  });

  test('are listed for all landlords, by what was asked, state and landlord', async () => {
    for (const [query, has] of [['', true], ['?api=balance', true], ['?api=b2c', false], ['?state=success', true], ['?state=open', false],
      ['?state=failed', false], [`?landlordId=${jane.id}`, true], [`?landlordId=${ABSENT}`, false], [`?api=balance&state=success&landlordId=${jane.id}`, true]]) {
      const page = await operator.get(`/operator/requests${query}`);
      assert.equal(page.status, 200);
      assert.equal(page.text.includes(`/operator/requests/${id}"`), has, query);
    }
    assert.match((await operator.get('/operator/requests?api=balance')).text, /<option value="balance" selected>/);
    assert.equal((await operator.get('/operator/requests?cursor=x')).status, 400);
  });

  test('are read page by page, each once', async () => {
    await w.s.sql(`WITH RECURSIVE n(i) AS (SELECT 10 UNION ALL SELECT i + 1 FROM n WHERE i < 69)
      INSERT INTO mpesa_request (id, landlord_id, receiving_account_id, api, purpose, state, shortcode, command, amount_cents, party, party_kind,
        remarks, originator_id, requested_at) SELECT '0000000000000b' || i, landlord_id, id, 'b2c', 'refund', 'awaiting_approval', shortcode,
        'BusinessPayment', 10000, '254712345678', 'phone', 'A refund', 'many-' || i, unixepoch() - 100 FROM n, receiving_account
        WHERE landlord_id = '${jane.id}' AND state = 'active'`);
    const seen = [];
    for (let query = 'api=b2c&state=open'; query;) {
      const page = await operator.get(`/operator/requests?${query}`);
      seen.push(...[...page.text.matchAll(/\/operator\/requests\/(\w{16})"/g)].map(([, one]) => one));
      query = page.text.match(/<a href="\?([^"]*)" rel="next">/)?.[1].replaceAll('&amp;', '&');
      if (query) assert.match(query, /api=b2c&state=open/);
    }
    assert.deepEqual([seen.length, new Set(seen).size], [60, 60]);
    assert.match(words((await operator.get(`/operator/requests/${seen[0]}`)).text), /Waits for approval.*0712 345 678/);
  });

  test('show who asked, each step, each call with its answer, and each result', async () => {
    const page = await operator.get(`/operator/requests/${id}`), text = words(page.text);
    for (const said of ['Account balance', 'Done', 'Jane Homes', 'Asked by RentEase', 'Being sent', 'M-Pesa is working on it', 'Answered after'])
      assert.ok(text.includes(said), `${said} in ${text}`);
    assert.ok(page.text.includes('ResponseCode') && page.text.includes('ConversationID') && page.text.includes('ResultParameters'));
    assert.equal((await operator.get(`/operator/requests/${ABSENT}`)).status, 404);
  });
});
