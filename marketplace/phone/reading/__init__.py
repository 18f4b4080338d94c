"""What the producer's pages read. Every function takes the seller's id and reads nothing of anybody else."""
