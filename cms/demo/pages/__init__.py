"""What the public pages say: of each group, plan and project only what the documents say of it."""
