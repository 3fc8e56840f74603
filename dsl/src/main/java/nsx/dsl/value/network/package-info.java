/** The values that words about networks return. */
package nsx.dsl.value.network;
