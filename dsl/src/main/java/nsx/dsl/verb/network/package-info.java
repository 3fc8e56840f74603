/** The words of networks. */
package nsx.dsl.verb.network;
