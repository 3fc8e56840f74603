/** The ledgers of runs: what nsx has made on this host, kept in files under /run/nsx/ledger, and whether it is still there. */
package nsx.ledger;
