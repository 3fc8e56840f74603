/** The words that send packets or wait for them. */
package nsx.dsl.verb.traffic;
