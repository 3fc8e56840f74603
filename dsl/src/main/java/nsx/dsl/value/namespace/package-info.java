/** The values that words about namespaces and clocks return. */
package nsx.dsl.value.namespace;
