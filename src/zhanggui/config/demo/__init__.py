"""The company that the demonstration and the tests open: invented people, shops and goods, made by operations."""
