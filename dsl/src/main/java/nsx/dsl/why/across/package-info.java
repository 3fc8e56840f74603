/** {@code why} over several hosts: each answers with the state of its own namespaces, and they are joined at the cables between them. */
package nsx.dsl.why.across;
