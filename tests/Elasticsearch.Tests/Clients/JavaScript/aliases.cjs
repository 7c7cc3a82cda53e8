// Aliases and templates.
module.exports = ({ assert, client, refused, ids, sorted }) => ({
  async swapped() {
    const [v1, v2, alias] = ['js-alias-1', 'js-alias-2', 'js-alias'];
    await client.index({ index: v1, id: 'old', document: { a: 1 }, refresh: true });
    await client.index({ index: v2, id: 'new', document: { a: 1 }, refresh: true });
    assert.deepEqual(await client.indices.putAlias({ index: v1, name: alias }), { acknowledged: true });
    assert.deepEqual(ids(await client.search({ index: alias })), ['old']);
    assert.deepEqual(await client.indices.updateAliases({ actions: [{ remove: { index: v1, alias } }, { add: { index: v2, alias } }] }), {
      acknowledged: true,
    });
    const answer = await client.search({ index: alias });
    assert.deepEqual(answer.hits.hits.map((hit) => [hit._index, hit._id]), [[v2, 'new']]);
    assert.deepEqual(await client.indices.getAlias({ name: alias }), { [v2]: { aliases: { [alias]: {} } } });
    assert.deepEqual(await client.indices.getAlias({ index: v1 }), { [v1]: { aliases: {} } });
    assert.equal(await client.indices.existsAlias({ name: alias }), true);
    assert.equal(await client.indices.existsAlias({ name: 'js-no-alias' }), false);
    const none = await refused(client.indices.getAlias({ name: 'js-no-alias' }), 404);
    assert.deepEqual([none.body.error, none.body.status], ['alias [js-no-alias] missing', 404]);

    // All or nothing; but of several, one that finds nothing to remove does not stop the others.
    await refused(
      client.indices.updateAliases({ actions: [{ add: { index: v1, alias: 'js-half' } }, { add: { index: 'js-nowhere', alias: 'js-half' } }] }),
      404,
      'index_not_found_exception',
    );
    assert.equal(await client.indices.existsAlias({ name: 'js-half' }), false);
    await refused(
      client.indices.updateAliases({ actions: [{ remove: { index: v1, alias: 'js-no-alias' } }] }),
      404,
      'aliases_not_found_exception',
      /aliases \[js-no-alias\] missing/,
    );
    const partly = await client.indices.updateAliases({
      actions: [{ add: { index: v1, alias: 'js-partly' } }, { remove: { index: v1, alias: 'js-no-alias' } }],
    });
    assert.equal(partly.acknowledged, true);
    assert.equal(await client.indices.existsAlias({ name: 'js-partly' }), true);
    await refused(client.indices.putAlias({ index: 'js-nowhere', name: 'x' }), 404, 'index_not_found_exception');
    await refused(client.indices.putAlias({ index: v1, name: v2 }), 400, 'invalid_alias_name_exception', /same name as/);

    await client.indices.updateAliases({ actions: [{ remove_index: { index: v1 } }, { add: { index: v2, alias: v1 } }] });
    assert.deepEqual(ids(await client.search({ index: v1 })), ['new']);
    assert.deepEqual(await client.indices.deleteAlias({ index: v2, name: alias }), { acknowledged: true });
    await refused(client.indices.deleteAlias({ index: v2, name: alias }), 404, 'aliases_not_found_exception');
  },

  async written() {
    const [a, b, alias] = ['js-write-a', 'js-write-b', 'js-write'];
    await client.indices.create({ index: a, aliases: { [alias]: {} } });
    await client.index({ index: alias, id: '1', document: {} });
    assert.equal((await client.get({ index: alias, id: '1' }))._index, a);
    await client.indices.create({ index: b, aliases: { [alias]: {} } });
    await refused(client.index({ index: alias, id: '2', document: {} }), 400, 'illegal_argument_exception', /no write index is defined for alias \[js-write\]/);
    await client.indices.putAlias({ index: b, name: alias, is_write_index: true });
    assert.equal((await client.index({ index: alias, id: '2', document: {} }))._index, b);
    await client.indices.refresh({ index: alias });
    assert.deepEqual(sorted(ids(await client.search({ index: alias }))), ['1', '2']);
    await refused(client.indices.delete({ index: alias }), 400, 'illegal_argument_exception', /matches an alias, specify the corresponding concrete indices/);
  },

  async legacyTemplates() {
    const name = 'js-legacy';
    const put = await client.indices.putTemplate({
      name,
      index_patterns: ['js-legacy-*'],
      order: 1,
      settings: { number_of_shards: 1 },
      mappings: { properties: { group: { type: 'keyword' } } },
      aliases: { 'js-legacy-all': {} },
    });
    assert.deepEqual(put, { acknowledged: true });
    assert.equal(await client.indices.existsTemplate({ name }), true);
    const { [name]: got } = await client.indices.getTemplate({ name });
    assert.deepEqual([got.order, got.index_patterns, got.aliases], [1, ['js-legacy-*'], { 'js-legacy-all': {} }]);
    assert.deepEqual(got.settings, { index: { number_of_shards: '1' } });
    assert.deepEqual(got.mappings, { properties: { group: { type: 'keyword' } } });
    await client.index({ index: 'js-legacy-1', id: '1', document: { group: 'A b' }, refresh: true });
    assert.deepEqual(ids(await client.search({ index: 'js-legacy-all', query: { term: { group: 'A b' } } })), ['1']);
    assert.deepEqual(await client.indices.deleteTemplate({ name }), { acknowledged: true });
    assert.equal(await client.indices.existsTemplate({ name }), false);
    await refused(client.indices.getTemplate({ name }), 404);
    await refused(client.indices.deleteTemplate({ name }), 404, 'index_template_missing_exception');
  },

  async composableTemplates() {
    const name = 'js-composable';
    const template = {
      settings: { number_of_shards: 1 },
      mappings: { properties: { group: { type: 'keyword' } } },
      aliases: { 'js-composable-all': {} },
    };
    assert.deepEqual(await client.indices.putIndexTemplate({ name, index_patterns: ['js-composable-*'], priority: 10, template, version: 3 }), {
      acknowledged: true,
    });
    assert.equal(await client.indices.existsIndexTemplate({ name }), true);
    const { index_templates } = await client.indices.getIndexTemplate({ name });
    assert.equal(index_templates[0].name, name);
    assert.deepEqual(index_templates[0].index_template.index_patterns, ['js-composable-*']);
    assert.deepEqual([index_templates[0].index_template.priority, index_templates[0].index_template.version], [10, 3]);
    assert.deepEqual(index_templates[0].index_template.template.mappings, template.mappings);

    // Of two the higher priority counts, and a request's own words before both.
    await client.indices.putIndexTemplate({
      name: 'js-composable-low', index_patterns: ['js-composable-*'], priority: 1, template: { mappings: { properties: { group: { type: 'long' } } } },
    });
    await client.indices.create({ index: 'js-composable-1', mappings: { properties: { extra: { type: 'date' } } } });
    const got = (await client.indices.get({ index: 'js-composable-1' }))['js-composable-1'];
    assert.deepEqual(got.mappings.properties, { extra: { type: 'date' }, group: { type: 'keyword' } });
    assert.deepEqual(got.aliases, { 'js-composable-all': {} });
    await refused(
      client.indices.putIndexTemplate({ name: 'js-clash', index_patterns: ['js-composable-*'], priority: 10, template: {} }),
      400,
      'illegal_argument_exception',
      /js-composable/,
    );
    assert.deepEqual(await client.indices.deleteIndexTemplate({ name }), { acknowledged: true });
    assert.deepEqual(await client.indices.deleteIndexTemplate({ name: 'js-composable-low' }), { acknowledged: true });
    await refused(client.indices.getIndexTemplate({ name }), 404, 'resource_not_found_exception');
    await refused(client.indices.deleteIndexTemplate({ name }), 404);
  },
});
