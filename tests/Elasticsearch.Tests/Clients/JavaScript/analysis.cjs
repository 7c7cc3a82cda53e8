// Analyzers by name, made of parts, and of an index's own.
module.exports = ({ assert, client, refused, ids }) => {
  const words = async (request) => (await client.indices.analyze(request)).tokens.map((token) => token.token);

  return {
    async builtIn() {
      const { tokens } = await client.indices.analyze({ analyzer: 'standard', text: 'The QUICK foxes, 2 of them' });
      assert.deepEqual(tokens[1], { token: 'quick', start_offset: 4, end_offset: 9, type: '<ALPHANUM>', position: 1 });
      assert.deepEqual(tokens[3], { token: '2', start_offset: 17, end_offset: 18, type: '<NUM>', position: 3 });
      const by = (analyzer, text) => words({ analyzer, text });
      assert.deepEqual(await by('simple', 'Don\'t 2 STOP'), ['don', 't', 'stop']);
      assert.deepEqual(await by('whitespace', 'The Quick-fox  x'), ['The', 'Quick-fox', 'x']);
      assert.deepEqual(await by('keyword', 'New York'), ['New York']);
      assert.deepEqual(await by('english', "The foxes' running keyboards are happily generalized"), ['fox', 'run', 'keyboard', 'happili', 'gener']);
      assert.deepEqual(await by('cjk', '무선 키보드 Mouse'), ['무선', '키보', '보드', 'mouse']);
      const single = await client.indices.analyze({ analyzer: 'cjk', text: '모니터 암' });
      assert.deepEqual(single.tokens.map((token) => [token.token, token.type, token.position]), [
        ['모니', '<DOUBLE>', 0], ['니터', '<DOUBLE>', 1], ['암', '<SINGLE>', 2],
      ]);
      assert.deepEqual(await words({ text: 'Plain DEFAULT' }), ['plain', 'default']);
      assert.deepEqual(await by('standard', ['one two', 'three']), ['one', 'two', 'three']);
      await refused(client.indices.analyze({ analyzer: 'frob', text: 'x' }), 400, 'illegal_argument_exception', /failed to find global analyzer \[frob\]/);
    },

    async parts() {
      const { tokens } = await client.indices.analyze({ tokenizer: 'standard', filter: ['lowercase', 'asciifolding'], text: 'Café DÉJÀ' });
      assert.deepEqual(tokens.map((token) => token.token), ['cafe', 'deja']);
      assert.deepEqual(await words({ tokenizer: 'standard', filter: ['lowercase', { type: 'stop', stopwords: ['a', 'is'] }], text: 'This is A test' }), ['this', 'test']);
      assert.deepEqual(await words({ tokenizer: { type: 'ngram', min_gram: 2, max_gram: 3 }, text: 'abcd' }), ['ab', 'abc', 'bc', 'bcd', 'cd']);
      assert.deepEqual(await words({ tokenizer: { type: 'edge_ngram', min_gram: 1, max_gram: 3, token_chars: ['letter'] }, text: 'key b' }), ['k', 'ke', 'key', 'b']);
      assert.deepEqual(await words({ tokenizer: 'keyword', filter: [{ type: 'edge_ngram', min_gram: 2, max_gram: 4 }], text: '키보드판' }), ['키보', '키보드', '키보드판']);
      await refused(client.indices.analyze({ tokenizer: 'frob', text: 'x' }), 400, 'illegal_argument_exception', /failed to find global tokenizer under \[frob\]/);
    },

    async ofAnIndex() {
      const index = 'js-analysis';
      await client.indices.create({
        index,
        settings: {
          analysis: {
            tokenizer: { pieces: { type: 'edge_ngram', min_gram: 1, max_gram: 10, token_chars: ['letter', 'digit'] } },
            filter: { same: { type: 'synonym', synonyms: ['laptop, notebook', 'telly => television'] }, none: { type: 'stop', stopwords: '_english_' } },
            analyzer: {
              autocomplete: { type: 'custom', tokenizer: 'pieces', filter: ['lowercase'] },
              folded: { tokenizer: 'standard', filter: ['lowercase', 'asciifolding', 'none'] },
              synonyms: { tokenizer: 'standard', filter: ['lowercase', 'same'] },
              short: { type: 'standard', stopwords: ['shop'] },
            },
          },
        },
        mappings: {
          properties: {
            title: { type: 'text', analyzer: 'autocomplete', search_analyzer: 'standard' },
            text: { type: 'text', analyzer: 'synonyms' },
            plain: { type: 'keyword' },
          },
        },
      });
      assert.deepEqual(await words({ index, field: 'title', text: 'Key' }), ['k', 'ke', 'key']);
      assert.deepEqual(await words({ index, analyzer: 'folded', text: 'The Café' }), ['cafe']);
      assert.deepEqual((await words({ index, analyzer: 'synonyms', text: 'a Laptop' })).sort(), ['a', 'laptop', 'notebook']);
      assert.deepEqual(await words({ index, field: 'text', text: 'telly' }), ['television']);
      assert.deepEqual(await words({ index, analyzer: 'short', text: 'The Shop' }), ['the']);
      assert.deepEqual(await words({ index, field: 'plain', text: 'New York' }), ['New York']);
      await client.index({ index, id: '1', document: { title: '무선 키보드', text: 'A gaming notebook' }, refresh: true });
      for (const title of ['키', '키보', '키보드', '무'])
        assert.deepEqual(ids(await client.search({ index, query: { match: { title } } })), ['1'], title);
      assert.deepEqual(ids(await client.search({ index, query: { match: { title: '보드' } } })), []);
      assert.deepEqual(ids(await client.search({ index, query: { match: { text: 'laptop' } } })), ['1']);
      await refused(
        client.indices.create({ index: 'js-analysis-wrong', mappings: { properties: { a: { type: 'text', analyzer: 'frob' } } } }),
        400,
        'mapper_parsing_exception',
        /analyzer \[frob\] has not been configured in mappings/,
      );
    },
  };
};
