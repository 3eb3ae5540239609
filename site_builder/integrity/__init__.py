"""What the digest may say of its sources: captures, quotations and rights."""
