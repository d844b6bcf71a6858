"""What people see: board, rooms, desks, ledger, public page."""
