"""The statutory form: one module of models per edition, and what can be read off them."""
