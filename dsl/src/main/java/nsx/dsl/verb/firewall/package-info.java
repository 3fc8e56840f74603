/** The words of filters, translation and connection tracking. */
package nsx.dsl.verb.firewall;
