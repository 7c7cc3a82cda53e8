#!/bin/sh
# Writes the goldens of tests/Elasticsearch.Tests/Lucene again: what Debian's Lucene 8 makes of the texts, documents and queries there.
# Wants: apt-get install --no-install-recommends liblucene8-java openjdk-17-jdk-headless
set -eu
cd "$(dirname "$0")/../tests/Elasticsearch.Tests/Lucene"
jars=/usr/share/java
command -v javac >/dev/null && ls $jars/lucene-core-8*.jar >/dev/null 2>&1 || {
    echo "Lucene 8 or a JDK is missing; install both: apt-get install --no-install-recommends liblucene8-java openjdk-17-jdk-headless" >&2
    exit 1
}
classpath=$(ls $jars/lucene-core-8*.jar $jars/lucene-analyzers-common-8*.jar $jars/lucene-misc-8*.jar $jars/lucene-highlighter-8*.jar \
    $jars/lucene-memory-8*.jar $jars/lucene-queries-8*.jar $jars/lucene-suggest-8*.jar | tr '\n' ':')
java -Dfile.encoding=UTF-8 -cp "$classpath" LuceneOracle.java .
java -cp "$classpath" SloppyOracle.java >sloppy.txt
wc -lc ./*.jsonl
