/** The ledgers of runs in /run/nsx/ledger: the objects that nsx created on this host, and whether they still exist. */
package nsx.ledger;
