package de.stadtkern.kernel.operations;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * What holds an entry in the chain of its municipality.
 *
 * @param number from 1 on, without gaps
 * @param hash of the hash before, of the number and of what the entry says
 */
record ProofLink(long municipalityId, long number, long proofId, String contentHash, String hash) {

    /** What stands for the hash before the first. */
    static final String BEGIN = "0".repeat(64);

    static ProofLink after(String previousHash, long number, ProofEntry entry) {
        String contentHash = entry.contentHash();
        return new ProofLink(
                entry.municipalityId(),
                number,
                entry.id(),
                contentHash,
                hash(previousHash, entry.municipalityId(), number, entry.id(), contentHash));
    }

    static ProofLink read(ResultSet rs) throws SQLException {
        return new ProofLink(
                rs.getLong("municipality_id"),
                rs.getLong("number"),
                rs.getLong("proof_id"),
                rs.getString("content_hash"),
                rs.getString("hash"));
    }

    boolean follows(String previousHash, long previousNumber) {
        return number == previousNumber + 1
                && hash.equals(hash(previousHash, municipalityId, number, proofId, contentHash));
    }

    private static String hash(String previous, long municipality, long number, long proof, String contentHash) {
        return ProofEntry.sha256(String.join(
                "\n", previous, Long.toString(municipality), Long.toString(number), Long.toString(proof), contentHash));
    }
}
