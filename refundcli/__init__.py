"""Help a buyer of virtual goods in mainland China ask for a refund, truthfully and in writing."""

__version__ = "0.1.0"
